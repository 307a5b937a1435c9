package io.coinslot.cardregistry.registration;

import org.jspecify.annotations.Nullable;

/**
 * What a request of the device came to.
 *
 * @param refusal null if it was accepted
 * @param replayed whether it had had its effect before
 * @param cardReferenceId the card it was about, where it is about one
 * @param result what the first request of this key was answered beside the state
 */
public record Answer(
        @Nullable Registration registration,
        @Nullable Refusal refusal,
        boolean replayed,
        @Nullable String cardReferenceId,
        @Nullable String result) {
    public static Answer refused(@Nullable Registration registration, Refusal refusal) {
        return new Answer(registration, refusal, false, null, null);
    }

    static Answer accepted(Registration registration, @Nullable String cardReferenceId) {
        return new Answer(registration, null, false, cardReferenceId, null);
    }
}
