package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of registrations, each a page in the time a page takes. */
public interface RegistrationLists {
    /**
     * The registrations on a payment app instance that a token may have been made for, of whatever account, the newest
     * first: those with a card for which the company was asked, and has told of this token, or of none and may have made
     * one.
     *
     * @param after the last one of the page before, or null for the first page
     */
    List<Registration> maybeOf(Token token, @Nullable Place after, int limit);

    /**
     * The registrations with a card that the financial company was asked about in vain, by their ids.
     *
     * @param after a registration's id, or null for the first page
     */
    List<Registration> undecided(@Nullable String after, int limit);

    /** A company's token on a payment app instance. */
    record Token(String paymentAppInstanceId, String issuerId, String tokenUniqueReference) {}

    /** A place in a list. */
    record Place(Instant createdAt, String registrationId) {
        /** That of a registration. */
        public static Place of(Registration registration) {
            return new Place(registration.createdAt(), registration.registrationId());
        }
    }
}
