/// Orders that hospitals send as HL7 v2 (ORM^O01 and OML^O21, versions 2.2 to 2.5.1, in ER7), read
/// into the same order form that a person fills in on a page, and answered with an HL7
/// acknowledgement. [org.opengms.hl7.Hl7Orders] is the entry; `docs/spec/hl7-v2-orders.md` says
/// field by field what is read.
///
/// **Why an own reader.** The HAPI HL7v2 library reads clean messages without one structures jar
/// for each version (its `GenericParser`), and judges ours in the tests. It was tried on the faults
/// that hospitals' messages have: segments ended by line feeds, a line of text without a segment
/// name, an absent or unknown version each end its reading of the whole message, without a place,
/// and with the message's text in the error. Here each of these is mended, told with its place, and
/// never quoted. What is left, splitting by five delimiters, is shorter than the guard around a
/// library would be.
///
/// **Nothing is dropped silently.** What is mended is told once for each kind with every place;
/// what has no place in an order is told once for each segment and stays in the message, which is
/// kept to the letter beside the order.
@NullMarked
package org.opengms.hl7;

import org.jspecify.annotations.NullMarked;
