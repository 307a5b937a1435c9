package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.client.BearerTokenAuthenticator;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.apache.http.client.HttpClient;

/** Opens the App Store for the services that are linked to it. */
final class AppStoreDesks {
    private static final String APPLE_ID = "[1-9][0-9]{0,17}";

    private final AppStoreSettings settings;
    private final HttpClient connections;
    private final Clock clock;
    private final LinkedClients<AppStoreDesk> desks = new LinkedClients<>(this::open);

    AppStoreDesks(AppStoreSettings settings, HttpClient connections, Clock clock) {
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
    }

    AppStoreDesk of(MarketLink link) throws MarketFailure {
        return desks.of(link);
    }

    private AppStoreDesk open(MarketLink link) throws MarketFailure {
        String bundleId = link.required("bundleId");
        StoreEnvironment environment = StoreEnvironment.of(link.required("environment"));
        SignedDataVerifier verifier = new SignedDataVerifier(
                roots(), bundleId, appAppleId(link), environment.ofLibrary(), settings.onlineChecks());
        AppStoreConnection connection = new AppStoreConnection(
                new KeptToken(authenticator(link, bundleId), clock),
                environment,
                settings.url(environment),
                connections,
                clock);
        return new AppStoreDesk(bundleId, environment, verifier, connection);
    }

    private Set<InputStream> roots() throws MarketFailure {
        if (settings.rootCertificates().isEmpty()) {
            throw incomplete("coinslot.markets.app-store.root-certificates names no certificate, so that nothing"
                    + " which the App Store signs can be believed");
        }
        Set<InputStream> roots = new HashSet<>();
        for (X509Certificate root : settings.rootCertificates()) {
            try {
                roots.add(new ByteArrayInputStream(root.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was read cannot be written", e);
            }
        }
        return roots;
    }

    /** Notifications of real sales name the application by this number, and it has to be theirs. */
    private static Long appAppleId(MarketLink link) throws MarketFailure {
        String number = link.required("appAppleId");
        if (!number.matches(APPLE_ID)) {
            throw incomplete("The setting appAppleId must be the app's Apple ID, a number");
        }
        return Long.valueOf(number);
    }

    private static BearerTokenAuthenticator authenticator(MarketLink link, String bundleId) throws MarketFailure {
        String keyId = link.required("keyId");
        String issuerId = link.required("issuerId");
        String privateKey = link.secret("privateKey");
        try {
            return new BearerTokenAuthenticator(privateKey, keyId, issuerId, bundleId);
        } catch (RuntimeException e) {
            // The library's message may quote the key.
            throw incomplete("privateKey is not an API key of App Store Connect (the .p8 file)");
        }
    }

    private static MarketFailure incomplete(String message) {
        return MarketFailure.declined(MarketFailure.LINK_INCOMPLETE, message);
    }
}
