package org.opengms.notices;

/// How a person is told that there is something to see.
public enum NoticeChannel {
    /// Not at all: for people who share a letter box or a telephone with somebody who must not
    /// know.
    NONE("Not at all"),
    LETTER("By letter"),
    EMAIL("By email"),
    TEXT("By text message");

    private final String words;

    NoticeChannel(String words) {
        this.words = words;
    }

    /// For people to choose from.
    public String words() {
        return words;
    }

    /// Whether it needs an address that the person can give here.
    public boolean needsContact() {
        return this == EMAIL || this == TEXT;
    }
}
