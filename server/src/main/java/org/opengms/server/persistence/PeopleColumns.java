package org.opengms.server.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// How sets of people stand in columns: participant numbers in RoaringBitmap's portable format.
final class PeopleColumns {
    private PeopleColumns() {}

    static byte[] bytes(RoaringBitmap people) {
        RoaringBitmap small = people.clone();
        small.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(small.serializedSizeInBytes());
        small.serialize(bytes);
        return bytes.array();
    }

    /// @throws IllegalStateException if the column holds something else
    static RoaringBitmap people(ResultSet row, String column) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
        RoaringBitmap people = new RoaringBitmap();
        try {
            people.deserialize(bytes);
        } catch (IOException | RuntimeException e) {
            throw damaged(column, e);
        }
        return people;
    }

    /// A set of people of whom it is known how many they are.
    static RoaringBitmap people(ResultSet row, String column, int size) throws SQLException {
        RoaringBitmap people = people(row, column);
        if (people.getCardinality() != size) {
            throw damaged(column, null);
        }
        return people;
    }

    private static IllegalStateException damaged(String column, @Nullable Exception cause) {
        return new IllegalStateException(
                "OGMS-7545 A set of people in column %s is damaged. Bring the database back from a copy: without all earlier releases and charges no new one can be judged."
                        .formatted(column),
                cause);
    }
}
