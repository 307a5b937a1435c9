package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings cards to this device. What a call answers is the registration as it is then; it goes on by itself until it is
 * over or needs the cardholder ({@link #await}).
 */
public final class CardRegistrations {
    private static final String PATH = "/v1/card-registrations";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Transport transport;

    CardRegistrations(Transport transport) {
        this.transport = transport;
    }

    /** Asks for the cards of the account. */
    public CardRegistration register(NewCardRegistration registration) {
        return send(Call.post(PATH, null).json(registration.json()));
    }

    /** The same under the device's idempotency key: repeated with the same key it is one registration. */
    public CardRegistration register(NewCardRegistration registration, String idempotencyKey) {
        return send(Call.post(PATH, idempotencyKey).json(registration.json()));
    }

    public CardRegistration get(String registrationId) {
        return send(Call.get(path(registrationId)));
    }

    /**
     * Answers when the registration has reached this version, or as it is once the wait (30 seconds at most) is over.
     */
    public CardRegistration awaitVersion(String registrationId, long minVersion, Duration wait) {
        return send(
                Call.get(path(registrationId)).query("minVersion", minVersion).waiting(wait));
    }

    /**
     * Answers when the registration is over or waits for the cardholder, or as it is once the wait is over.
     *
     * @param wait as long as it may take
     */
    public CardRegistration await(String registrationId, Duration wait) {
        Deadline deadline = Deadline.in(wait);
        CardRegistration registration = get(registrationId);
        while (!registration.state().isOver()
                && !registration.state().awaitsCardholder()
                && !deadline.left().isZero()) {
            registration = awaitVersion(registrationId, registration.version() + 1, deadline.leftAtMost(LONGEST_WAIT));
        }
        return registration;
    }

    /** Chooses cards among those that are offered; the others are left out. */
    public CardRegistration select(String registrationId, List<String> cardReferenceIds) {
        return post(registrationId, "/selections", Map.of("cardReferenceIds", cardReferenceIds));
    }

    /** Accepts terms for all selected cards that have them. */
    public CardRegistration acceptTerms(String registrationId, String termsAndConditionsAssetId, Instant acceptedAt) {
        return post(
                registrationId,
                "/terms-acceptances",
                Map.of("termsAndConditionsAssetId", termsAndConditionsAssetId, "acceptedAt", acceptedAt));
    }

    /** Has a code sent to the cardholder. Each one makes those before it worthless. */
    public CardRegistration requestCode(String registrationId, String authenticationMethodId) {
        return requestCode(registrationId, authenticationMethodId, null);
    }

    /** The same where several cards wait for it. */
    public CardRegistration requestCode(
            String registrationId, String authenticationMethodId, @Nullable String cardReferenceId) {
        return requestCode(registrationId, authenticationMethodId, cardReferenceId, null);
    }

    /** The same under the device's idempotency key: repeated with the same key it is one code. */
    public CardRegistration requestCode(
            String registrationId,
            String authenticationMethodId,
            @Nullable String cardReferenceId,
            @Nullable String idempotencyKey) {
        return post(
                registrationId,
                "/activation-code-requests",
                withCard("authenticationMethodId", authenticationMethodId, cardReferenceId),
                idempotencyKey);
    }

    /** Has the code checked that the cardholder got. */
    public CardRegistration activate(String registrationId, String authenticationCode) {
        return activate(registrationId, authenticationCode, null);
    }

    /** The same where several cards wait for it. */
    public CardRegistration activate(
            String registrationId, String authenticationCode, @Nullable String cardReferenceId) {
        return activate(registrationId, authenticationCode, cardReferenceId, null);
    }

    /**
     * The same under the device's idempotency key: repeated with the same key it is one try, of which the financial
     * company allows few.
     */
    public CardRegistration activate(
            String registrationId,
            String authenticationCode,
            @Nullable String cardReferenceId,
            @Nullable String idempotencyKey) {
        return post(
                registrationId,
                "/activations",
                withCard("authenticationCode", authenticationCode, cardReferenceId),
                idempotencyKey);
    }

    /** Gives up what is not on the device yet. */
    public CardRegistration cancel(String registrationId) {
        return send(Call.post(path(registrationId) + "/cancel", null));
    }

    private static Map<String, Object> withCard(String field, String value, @Nullable String cardReferenceId) {
        return cardReferenceId == null
                ? Map.of(field, value)
                : Map.of(field, value, "cardReferenceId", cardReferenceId);
    }

    private CardRegistration post(String registrationId, String what, Map<String, Object> body) {
        return post(registrationId, what, body, null);
    }

    private CardRegistration post(
            String registrationId, String what, Map<String, Object> body, @Nullable String idempotencyKey) {
        return send(Call.post(path(registrationId) + what, idempotencyKey).json(body));
    }

    private CardRegistration send(Call call) {
        return transport.send(call, CardRegistration.class);
    }

    private static String path(String registrationId) {
        return PATH + "/" + segment(registrationId);
    }
}
