package io.coinslot.marketgateway.googleplay;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.androidpublisher.AndroidPublisher;
import com.google.api.services.androidpublisher.AndroidPublisherScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.http.client.HttpClient;

/** Opens Google Play for the services that are linked to it. Access tokens are kept by the library until they expire. */
final class PlayConsoles {
    private static final Set<String> TOKEN_HOSTS = Set.of("oauth2.googleapis.com", "accounts.google.com");

    private final GooglePlaySettings settings;
    private final ApacheHttpTransport transport;
    private final LinkedClients<PlayConsole> consoles = new LinkedClients<>(this::open);

    PlayConsoles(GooglePlaySettings settings, HttpClient connections) {
        this.settings = settings;
        this.transport = new ApacheHttpTransport(connections);
    }

    PlayConsole of(MarketLink link) throws MarketFailure {
        return consoles.of(link);
    }

    private PlayConsole open(MarketLink link) throws MarketFailure {
        String packageName = link.required("packageName");
        AndroidPublisher publisher = new AndroidPublisher.Builder(
                        transport, GsonFactory.getDefaultInstance(), initializer(credentials(link)))
                .setRootUrl(settings.rootUrl() + (settings.rootUrl().getPath().endsWith("/") ? "" : "/"))
                .setApplicationName("coinslot")
                .build();
        return new PlayConsole(publisher, packageName);
    }

    private HttpRequestInitializer initializer(GoogleCredentials credentials) {
        HttpCredentialsAdapter authorization = new HttpCredentialsAdapter(credentials);
        int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        int readMillis = Math.toIntExact(settings.readTimeout().toMillis());
        return request -> {
            request.setConnectTimeout(connectMillis);
            request.setReadTimeout(readMillis);
            request.setLoggingEnabled(false);
            request.setCurlLoggingEnabled(false);
            authorization.initialize(request);
        };
    }

    private GoogleCredentials credentials(MarketLink link) throws MarketFailure {
        byte[] key = link.secret("serviceAccountJson").getBytes(StandardCharsets.UTF_8);
        ServiceAccountCredentials account;
        try {
            account = ServiceAccountCredentials.fromStream(new ByteArrayInputStream(key), () -> transport);
        } catch (IOException | IllegalArgumentException e) {
            // The library's message may quote the key.
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE, "serviceAccountJson is not a service account's key");
        }
        if (!mayIssueTokens(account.getTokenServerUri())) {
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE,
                    "serviceAccountJson names the token server " + account.getTokenServerUri()
                            + ", which is not Google's");
        }
        return account.createScoped(Set.of(AndroidPublisherScopes.ANDROIDPUBLISHER));
    }

    /** A service must not make us call an address of its choice: Google's own token servers, or the simulator's. */
    private boolean mayIssueTokens(URI tokenServer) {
        boolean isGoogle = "https".equals(tokenServer.getScheme()) && TOKEN_HOSTS.contains(tokenServer.getHost());
        return isGoogle
                || (settings.rootUrl().getAuthority().equals(tokenServer.getAuthority())
                        && String.valueOf(settings.rootUrl().getScheme()).equals(tokenServer.getScheme()));
    }
}
