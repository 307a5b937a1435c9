package io.coinslot.catalog.request;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ties each Idempotency-Key of a client to the one request it was first used for. A claim is made before the request
 * takes effect and says nothing about the effect: that carries the claim's id, so that a repeated request finds it.
 */
public final class RequestClaims {
    private final Aggregates<RequestClaim, Void> claims;
    private final List<RequestMemory> memories;
    private final JsonMapper json;
    private final Clock clock;

    RequestClaims(Aggregates<RequestClaim, Void> claims, List<RequestMemory> memories, JsonMapper json, Clock clock) {
        this.claims = claims;
        this.memories = memories;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Refuses with 422 if the key was used for another request and that is not forgotten.
     *
     * @param operation what is asked for, such as POST /v1/services
     * @param body the request's body as it was understood
     * @return the claim's id, the same for the same client and key
     */
    public String claim(Caller caller, IdempotencyKey key, String operation, Object body) {
        memories.forEach(RequestMemory::forgetIfDue);
        String id = DerivedId.of("req_", caller.clientId(), key.value());
        String fingerprint = fingerprint(operation, body);
        RequestClaim fresh = new RequestClaim(fingerprint, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        RequestClaim held = claims.<RequestClaim>createAndWait(
                        id,
                        known -> known == null ? Decision.accepted(fresh, List.of(), fresh) : Decision.unchanged(known))
                .result();
        if (!held.fingerprint().equals(fingerprint)) {
            throw reused();
        }
        return id;
    }

    /** What tells one request from another, for effects that outlive their claim. */
    public String fingerprint(String operation, Object body) {
        return DerivedId.fingerprint(operation, json.writeValueAsString(body));
    }

    public static RuntimeException reused() {
        return Problem.of(
                        GeneralProblem.IDEMPOTENCY_KEY_REUSED,
                        "This key was used for another request; send a new key with a new request")
                .asException();
    }
}
