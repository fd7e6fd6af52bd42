/// Agreements about the use of health data, as data: who, what for, what is paid, and what no
/// agreement may say. Sources of the limits: *Creating the right framework to realise the benefits
/// for patients and the NHS where data underpins innovation* (2019) and the *Value Sharing
/// Framework for NHS data partnerships* (2023).
@NullMarked
package org.opengms.ledger.contract;

import org.jspecify.annotations.NullMarked;
