package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.TokenStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A token as its user's devices and its service see it. */
record TokenView(
        String tokenUniqueReference,
        TokenStatus status,
        List<Suspender> suspendedBy,
        String userId,
        String deviceId,
        String paymentAppInstanceId,
        String registrationId,
        @Nullable String accountPanSuffix,
        @Nullable String tokenPanSuffix,
        @Nullable String issuerName,
        @Nullable String shortDescription,
        @Nullable String brand,
        Instant createdAt) {
    static TokenView of(Token token) {
        TokenOwner owner = Objects.requireNonNull(token.owner(), "what belongs to nobody is not shown");
        ProductConfig product = token.face().productConfig();
        return new TokenView(
                token.tokenUniqueReference(),
                token.status(),
                token.suspendedBy(),
                owner.userId(),
                owner.deviceId(),
                owner.paymentAppInstanceId(),
                owner.registrationId(),
                token.face().accountPanSuffix(),
                token.face().tokenPanSuffix(),
                product == null ? null : product.issuerName(),
                product == null ? null : product.shortDescription(),
                product == null ? null : product.brand(),
                owner.createdAt());
    }
}
