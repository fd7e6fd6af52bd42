package org.opengms.notices;

import java.time.Instant;
import java.util.Optional;
import org.opengms.people.PersonId;

/// How a person wants to be told, as they said it.
///
/// @param address given for this; absent where the one of their record is to be used
/// @param by who recorded it: `the person themself`, or a clinician's id and organisation
public record ChannelChoice(
        PersonId person,
        NoticeChannel channel,
        Optional<ContactAddress> address,
        Instant at,
        String by) {
    /// @throws IllegalArgumentException if the address is of another channel
    public ChannelChoice {
        boolean fits =
                address.map(given ->
                                switch (given) {
                                    case EmailAddress _ -> channel == NoticeChannel.EMAIL;
                                    case MobileNumber _ -> channel == NoticeChannel.TEXT;
                                })
                        .orElse(true);
        if (!fits) {
            throw new IllegalArgumentException(
                    "OGMS-7306 The address is not one of the channel " + channel);
        }
    }
}
