package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.ProductConfig;
import org.jspecify.annotations.Nullable;

/** What can be told of a token and its card: references, last four digits, and how it is shown. Never a number. */
public record TokenFace(
        @Nullable String panUniqueReference,
        @Nullable String paymentAccountReference,
        @Nullable String tokenPanSuffix,
        @Nullable String accountPanSuffix,
        @Nullable String tokenExpiry,
        @Nullable ProductConfig productConfig) {
    static final TokenFace UNKNOWN = new TokenFace(null, null, null, null, null, null);

    public static TokenFace of(IssuedToken token) {
        return new TokenFace(
                token.panUniqueReference(),
                token.paymentAccountReference(),
                token.tokenPanSuffix(),
                token.accountPanSuffix(),
                token.tokenExpiry(),
                token.productConfig());
    }

    /** This, and where it says nothing what another says. */
    public TokenFace orElse(TokenFace other) {
        return new TokenFace(
                panUniqueReference == null ? other.panUniqueReference : panUniqueReference,
                paymentAccountReference == null ? other.paymentAccountReference : paymentAccountReference,
                tokenPanSuffix == null ? other.tokenPanSuffix : tokenPanSuffix,
                accountPanSuffix == null ? other.accountPanSuffix : accountPanSuffix,
                tokenExpiry == null ? other.tokenExpiry : tokenExpiry,
                productConfig == null ? other.productConfig : productConfig);
    }

    /** Neither expiry nor references are printed. */
    @Override
    public String toString() {
        return "TokenFace[" + accountPanSuffix + "]";
    }
}
