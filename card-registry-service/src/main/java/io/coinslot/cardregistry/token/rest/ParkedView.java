package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.token.OperatorAction;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenChange;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.TokenStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A change that was given up, as operators see it. */
record ParkedView(
        TokenChange change,
        Suspender causedBy,
        String reasonCode,
        int attempts,
        @Nullable String lastFailure,
        Instant parkedAt) {
    static ParkedView of(ParkedChange parked) {
        return new ParkedView(
                parked.change(),
                parked.causedBy(),
                parked.reasonCode(),
                parked.attempts(),
                parked.lastFailure(),
                parked.parkedAt());
    }

    private static List<OperatorAction> audit(Token token) {
        return Objects.requireNonNullElse(token.operatorActions(), List.of());
    }

    /**
     * A token that was deleted here and not at the financial company.
     *
     * @param parked null once it was dealt with
     */
    record OfDeletion(
            String tokenUniqueReference,
            String issuerId,
            @Nullable String serviceId,
            @Nullable String userId,
            @Nullable String deviceId,
            @Nullable ParkedView parked,
            List<OperatorAction> audit) {
        static OfDeletion of(Token token) {
            TokenOwner owner = token.owner();
            ParkedChange deletion = token.parkedDeletion();
            return new OfDeletion(
                    token.tokenUniqueReference(),
                    token.issuerId(),
                    owner == null ? null : owner.serviceId(),
                    owner == null ? null : owner.userId(),
                    owner == null ? null : owner.deviceId(),
                    deletion == null ? null : ParkedView.of(deletion),
                    ParkedView.audit(token));
        }
    }

    /**
     * A token that is not at the financial company as it is to be.
     *
     * @param status here
     * @param parked nothing once all was dealt with
     */
    record OfChanges(
            String tokenUniqueReference,
            String issuerId,
            @Nullable String serviceId,
            @Nullable String userId,
            @Nullable String deviceId,
            TokenStatus status,
            List<Suspender> suspendedBy,
            List<ParkedView> parked,
            List<OperatorAction> audit) {
        static OfChanges of(Token token) {
            OfDeletion whose = OfDeletion.of(token);
            return new OfChanges(
                    whose.tokenUniqueReference(),
                    whose.issuerId(),
                    whose.serviceId(),
                    whose.userId(),
                    whose.deviceId(),
                    token.status(),
                    token.suspendedBy(),
                    token.parkedChanges().stream().map(ParkedView::of).toList(),
                    whose.audit());
        }
    }
}
