package org.opengms.server.pages;

/// A made-up person with whom to try out the service.
///
/// @param username to sign in with
/// @param password to sign in with
/// @param name as colleagues see it
/// @param role in words
/// @param organisation name of the organisation acted for
public record DemoPerson(
        String username, String password, String name, String role, String organisation) {}
