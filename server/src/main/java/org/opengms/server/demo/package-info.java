/// The demonstration: a client that plays patient journeys through the interfaces of a running
/// server, as the order systems of sites, the information systems of laboratories, and people who
/// sign in. It knows the server by its address alone. The synthetic region gives it the patients,
/// and, for the sequencing stand-in and the final count, what is planted in their genomes; nobody
/// who decides something in a journey sees that.
@NullMarked
package org.opengms.server.demo;

import org.jspecify.annotations.NullMarked;
