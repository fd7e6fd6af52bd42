/// Work to practise on in the training service: each attempt at an exercise gets an order, a
/// report, an application or an output of its own, brought by made-up colleagues through the same
/// desks that the screens use. The patients are the synthetic region's.
@NullMarked
package org.opengms.server.practice;

import org.jspecify.annotations.NullMarked;
