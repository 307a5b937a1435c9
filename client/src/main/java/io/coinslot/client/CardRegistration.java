package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cards on their way to a device, which another device of the account has.
 *
 * @param state of the card that has come least far
 * @param expiresAt when what waits for the cardholder is given up
 * @param errorCode why it failed, such as NO_CARDS or ASSERTION_EXPIRED
 * @param result what a code came to, in the answer to {@link CardRegistrations#activate} alone; null there too if the
 *     financial company did not answer in time
 */
public record CardRegistration(
        String registrationId,
        CardState state,
        long version,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String errorCode,
        List<Card> cards,
        @Nullable CodeResult result) {
    public CardRegistration {
        cards = List.copyOf(cards);
    }

    /** The first card that is in this state. */
    public Optional<Card> cardIn(CardState wanted) {
        return cards.stream().filter(card -> card.state() == wanted).findFirst();
    }

    /**
     * One card.
     *
     * @param cardReferenceId opaque, and of this registration alone
     * @param accountPanSuffix its last four digits
     * @param tokenUniqueReference what pays in its place, once there is such a token
     * @param declineReasonCode the financial company's reason
     * @param errorCode why it failed, or why the newest code was not sent or did not do
     * @param authenticationMethods where a code can be sent
     */
    public record Card(
            String cardReferenceId,
            @Nullable String accountPanSuffix,
            CardState state,
            @Nullable String tokenUniqueReference,
            @Nullable String tokenPanSuffix,
            @Nullable String declineReasonCode,
            @Nullable String errorCode,
            Product productConfig,
            List<AuthenticationMethod> authenticationMethods,
            @Nullable Instant codeExpiresAt) {
        public Card {
            authenticationMethods = List.copyOf(authenticationMethods);
        }
    }

    /** @param termsAndConditionsAssetId what to name when the terms are accepted */
    public record Product(
            @Nullable String issuerName,
            @Nullable String shortDescription,
            @Nullable String brand,
            @Nullable String termsAndConditionsUrl,
            @Nullable String termsAndConditionsAssetId) {}

    /** @param value where the code goes, masked by the financial company */
    public record AuthenticationMethod(String id, String type, String value) {}

    /** What an activation code came to. */
    public enum CodeResult {
        SUCCESS,
        INCORRECT_CODE,
        /** Too many wrong ones: another code must be asked for. */
        INCORRECT_CODE_RETRIES_EXCEEDED,
        EXPIRED_CODE,
        /** A result that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
