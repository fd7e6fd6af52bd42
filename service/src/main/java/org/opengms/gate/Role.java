package org.opengms.gate;

/// What a person or system may do in the service.
public enum Role {
    /// Orders tests and reads the reports of own patients.
    CLINICIAN,
    /// Works on the tasks of a laboratory and delivers its files and results.
    LABORATORY,
    /// Reads analyses and signs reports.
    SCIENTIST,
    /// Sees how the service runs, in numbers that name nobody.
    MANAGER,
    /// Works with the data of people who agreed to research, without knowing who they are.
    RESEARCHER,
    /// A person whose data the service keeps, signed in with a verified NHS number.
    PATIENT,
    /// Runs the service: states for any laboratory what it can do and has to do.
    OPERATOR,
    /// Answers for how an organisation uses personal data: its Caldicott guardian or privacy
    /// officer. Sees who read, and nothing of what was read.
    AUDITOR
}
