package org.opengms.transparency.log;

import java.nio.ByteBuffer;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;

/// What is appended: whose, and what. In the journal: label (32 bytes), salt (32 bytes), canonical
/// JSON.
record JournalRecord(PersonLabel label, SaltedRecord record) {
    int length() {
        return 2 * Hash.BYTES + record.json().length;
    }

    void write(ByteBuffer out) {
        out.put(label.value().bytes()).put(record.salt().bytes()).put(record.json());
    }

    static JournalRecord read(ByteBuffer in) {
        byte[] label = new byte[Hash.BYTES];
        byte[] salt = new byte[Hash.BYTES];
        in.get(label).get(salt);
        byte[] json = new byte[in.remaining()];
        in.get(json);
        return new JournalRecord(new PersonLabel(Hash.of(label)), SaltedRecord.of(salt, json));
    }
}
