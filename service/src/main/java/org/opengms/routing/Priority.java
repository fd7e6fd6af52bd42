package org.opengms.routing;

/// How soon the answer is needed.
public enum Priority {
    ROUTINE,
    URGENT
}
