package io.coinslot.gateway.registration;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.ClientRecord.Rotation;
import io.coinslot.gateway.client.ClientSecrets;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.entrance.EndedTokens;
import io.coinslot.gateway.limit.ClientLimits;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each service its client. Every step can be repeated: secrets are derived, and a rotation is known by its key,
 * so that a request that broke off half way is completed by the same request again.
 */
final class Registrations {
    private static final int RETRY_AFTER_SECONDS = 86_400;

    private final Clients clients;
    private final ClientSecrets secrets;
    private final ClientLimits clientLimits;
    private final EndedTokens ended;
    private final Clock clock;

    Registrations(Clients clients, ClientSecrets secrets, ClientLimits clientLimits, EndedTokens ended, Clock clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.clientLimits = clientLimits;
        this.ended = ended;
        this.clock = clock;
    }

    /**
     * @param oldValidUntil until when the former secret works too, or null for a first one
     * @param keyIds of the keys with which the client may sign assertions, or null for a first secret
     */
    record Credentials(
            String clientId,
            String clientSecret,
            @Nullable Instant oldValidUntil,
            @Nullable List<String> keyIds) {
        /** Names the client, never its secret. */
        @Override
        public String toString() {
            return "Credentials[" + clientId + "]";
        }
    }

    /** The first secret of a service's client. */
    Credentials register(String serviceId) {
        ClientRecord client = clients.addIfMissing(ClientRecord.ofService(serviceId));
        String secret = secrets.secret(client.clientId(), ClientRecord.FIRST_GENERATION);
        return new Credentials(client.clientId(), secret, null, null);
    }

    /**
     * The secret that a rotation with this key leads to; the one before works on until the given time.
     *
     * @param alone whether nothing but the new secret lets in from now on, and the token of the caller until it expires
     */
    Credentials rotate(
            String serviceId, String keyFingerprint, Instant oldValidUntil, boolean alone, AccessToken caller) {
        clients.addIfMissing(ClientRecord.ofService(serviceId));
        ClientRecord client = clients.change(ClientRecord.idOf(serviceId), former -> {
                    ended.refuseIn(former, caller);
                    return rotated(former, keyFingerprint, oldValidUntil, alone ? caller : null);
                })
                .orElseThrow();
        clientLimits.changed(client.clientId());
        Rotation rotation = client.rotationOf(keyFingerprint).orElseThrow();
        return new Credentials(
                client.clientId(),
                secrets.secret(client.clientId(), rotation.generation()),
                rotation.oldValidUntil(),
                PublicKeySet.idsIn(client.keySetJson()));
    }

    private ClientRecord rotated(
            ClientRecord known, String keyFingerprint, Instant oldValidUntil, @Nullable AccessToken aloneFor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (known.rotationOf(keyFingerprint).isEmpty() && known.hasRotatedTooOften(now)) {
            throw new Problem(
                            GeneralProblem.TOO_MANY_REQUESTS,
                            "The secrets were replaced " + ClientRecord.MOST_ROTATIONS + " times within a month",
                            List.of(),
                            RETRY_AFTER_SECONDS)
                    .asException();
        }
        return aloneFor == null
                ? known.rotated(keyFingerprint, oldValidUntil, now)
                : known.rotatedAlone(
                        keyFingerprint, oldValidUntil, now, aloneFor.isAdministrator() ? null : aloneFor.id());
    }
}
