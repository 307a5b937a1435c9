package io.coinslot.cardregistry.registration.rest;

import io.coinslot.cardregistry.registration.Activation;
import io.coinslot.cardregistry.registration.AuthenticationMethod;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registration as the device sees it.
 *
 * @param result what a checked activation code came to, in the answer to it alone
 */
record RegistrationView(
        String registrationId,
        RegistrationState state,
        long version,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String errorCode,
        List<CardView> cards,
        @Nullable String result) {

    static RegistrationView of(Registration registration, long version, @Nullable String result) {
        return new RegistrationView(
                registration.registrationId(),
                registration.state(),
                version,
                registration.createdAt(),
                registration.expiresAt(),
                registration.errorCode(),
                registration.cards().stream().map(CardView::of).toList(),
                result);
    }

    /**
     * @param errorCode why it failed, or why the newest code was not sent or did not do
     */
    record CardView(
            String cardReferenceId,
            @Nullable String accountPanSuffix,
            RegistrationState state,
            @Nullable String tokenUniqueReference,
            @Nullable String tokenPanSuffix,
            @Nullable String declineReasonCode,
            @Nullable String errorCode,
            ProductView productConfig,
            List<AuthenticationMethod> authenticationMethods,
            @Nullable Instant codeExpiresAt,
            @Nullable String activationResult) {
        static CardView of(CardEntry card) {
            boolean declined = card.state() == RegistrationState.DECLINED;
            var token = card.token();
            Activation activation = card.activation();
            ProductConfig product = token == null || token.productConfig() == null
                    ? card.source().productConfig()
                    : Objects.requireNonNull(token.productConfig());
            return new CardView(
                    card.cardReferenceId(),
                    card.source().accountPanSuffix(),
                    card.state(),
                    token == null ? null : token.tokenUniqueReference(),
                    token == null ? null : token.tokenPanSuffix(),
                    declined ? card.reasonCode() : null,
                    declined ? null : card.reasonCode(),
                    ProductView.of(product),
                    card.authenticationMethods(),
                    activation == null ? null : activation.codeExpiresAt(),
                    activation == null ? null : activation.lastResult());
        }
    }

    /** @param termsAndConditionsAssetId what to name when the terms are accepted */
    record ProductView(
            @Nullable String issuerName,
            @Nullable String shortDescription,
            @Nullable String brand,
            @Nullable String termsAndConditionsUrl,
            @Nullable String termsAndConditionsAssetId) {
        static ProductView of(ProductConfig product) {
            return new ProductView(
                    product.issuerName(),
                    product.shortDescription(),
                    product.brand(),
                    product.termsAndConditionsUrl(),
                    product.termsId());
        }
    }
}
