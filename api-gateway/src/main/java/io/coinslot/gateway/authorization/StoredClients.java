package io.coinslot.gateway.authorization;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Shows stored clients, and the configured administrator's, to the authorization server. */
final class StoredClients implements RegisteredClientRepository {
    static final String SERVICE_ID = "coinslot.service-id";
    static final String AMOUNT_LIMITS = "coinslot.amount-limits";
    static final String GENERATION = "coinslot.generation";
    static final String KEY_SET = "coinslot.key-set";

    private static final Set<String> ADMINISTRATOR_SCOPES = Set.of(
            "services:write",
            "catalog:write",
            "catalog:read",
            "purchases:read",
            "settlements:read",
            "settlements:write",
            "operations:write");
    private static final Set<String> SERVICE_SCOPES = Set.of(
            "services:write",
            "catalog:write",
            "catalog:read",
            "purchases:write",
            "purchases:read",
            "refunds:write",
            "settlements:read",
            "settlements:write",
            "devices:write",
            "cards:read",
            "cards:write");

    private final Clients clients;
    private final Administrator administrator;
    private final Duration tokenLife;
    private final Clock clock;

    /** The administrator's client, as configured. */
    record Administrator(String clientId, int secretGeneration) {}

    StoredClients(Clients clients, Administrator administrator, Duration tokenLife, Clock clock) {
        this.clients = clients;
        this.administrator = administrator;
        this.tokenLife = tokenLife;
        this.clock = clock;
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("Clients are registered with their service");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (clientId.equals(administrator.clientId())) {
            return administratorsClient();
        }
        return clients.find(clientId).map(this::servicesClient).orElse(null);
    }

    private RegisteredClient administratorsClient() {
        return client(administrator.clientId(), List.of(administrator.secretGeneration()), ADMINISTRATOR_SCOPES)
                .clientSettings(ClientSettings.builder().build())
                .build();
    }

    private RegisteredClient servicesClient(ClientRecord client) {
        RegisteredClient.Builder builder =
                client(client.clientId(), client.validGenerations(clock.instant()), SERVICE_SCOPES);
        ClientSettings.Builder settings = ClientSettings.builder()
                .setting(SERVICE_ID, client.serviceId())
                .setting(GENERATION, client.generation())
                .setting(AMOUNT_LIMITS, client.amountLimits());
        if (client.keySetJson() != null) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
            settings.setting(KEY_SET, client.keySetJson())
                    .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256);
        }
        return builder.clientSettings(settings.build()).build();
    }

    private RegisteredClient.Builder client(String clientId, List<Integer> generations, Set<String> scopes) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientSecret(DerivedSecretEncoder.encoded(clientId, generations))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(all -> all.addAll(scopes))
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(tokenLife).build());
    }
}
