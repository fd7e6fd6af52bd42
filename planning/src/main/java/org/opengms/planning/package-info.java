/// Whether a test can be delivered, and how to come to deliver more: the simulation of a service,
/// the routing of its requests, and the planning of its roll-out. An engine in plain Java.
@NullMarked
package org.opengms.planning;

import org.jspecify.annotations.NullMarked;
