package org.opengms.proxies;

/// What a proxy may do. None of it opens a test or a result.
public enum ProxyScope {
    /// Read who used the person's data.
    USES("see who used the data"),
    /// Read what was chosen about the data.
    CHOICES("see the choices"),
    /// Choose for the person, where the rules of consent let them.
    CHOOSING("choose for the person");

    private final String words;

    ProxyScope(String words) {
        this.words = words;
    }

    /// As a list says.
    public String words() {
        return words;
    }
}
