package io.coinslot.marketgateway.appstore;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where the App Store is found and whom it is believed to be. The roots belong to the deployment and never to a
 * service's link: whoever names the root says what was paid.
 *
 * @param rootCertificates Apple's, as at https://www.apple.com/certificateauthority/; a simulator's names that simulator
 * @param onlineChecks whether certificates are asked after at their issuer (OCSP) and judged by today's date; without,
 *     they are judged by the date that the signed text carries
 */
public record AppStoreSettings(
        URI productionUrl, URI sandboxUrl, List<X509Certificate> rootCertificates, boolean onlineChecks) {
    public AppStoreSettings {
        rootCertificates = List.copyOf(rootCertificates);
    }

    URI url(StoreEnvironment environment) {
        return switch (environment) {
            case PRODUCTION -> productionUrl;
            case SANDBOX -> sandboxUrl;
        };
    }
}
