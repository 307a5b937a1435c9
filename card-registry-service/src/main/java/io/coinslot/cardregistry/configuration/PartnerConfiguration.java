package io.coinslot.cardregistry.configuration;

import com.mongodb.client.MongoDatabase;
import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.SpentAssertions;
import io.coinslot.cardregistry.account.http.ProviderAssertions;
import io.coinslot.cardregistry.account.mongo.MongoSpentAssertions;
import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.mongo.MongoCardClaims;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.http.IssuerLink;
import io.coinslot.cardregistry.issuer.http.IssuerSeals;
import io.coinslot.cardregistry.issuer.http.MdesFinancialCompany;
import io.coinslot.cardregistry.issuer.http.PlainFinancialCompany;
import io.coinslot.cardregistry.offer.CardReferences;
import io.coinslot.cardregistry.offer.CredentialSeals;
import io.coinslot.cardregistry.offer.mongo.MongoCardReferences;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.peer.http.HttpPeerServers;
import io.coinslot.cardregistry.peer.http.PeerLink;
import io.coinslot.cardregistry.replay.SeenRequests;
import io.coinslot.cardregistry.replay.mongo.MongoSeenRequests;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.SigningKey;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.security.OpenPaths;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Account providers, peers and financial companies, and the key we sign with for them. */
@Configuration(proxyBeanMethods = false)
class PartnerConfiguration {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    @Bean(destroyMethod = "close")
    HttpClient partnerConnections() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LONGEST_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Bean
    SigningKey signingKey(SecretKeys keys) {
        return SigningKey.parse(keys.text("cards-signing-key.json"));
    }

    @Bean
    Signatures signatures(SigningKey key, Clock clock) {
        return new Signatures(key, clock);
    }

    @Bean
    SignedExchange signedExchange(HttpClient connections, Signatures signatures, CardProperties properties) {
        return new SignedExchange(connections, signatures, properties.longestWait());
    }

    @Bean
    AccountAssertions accountAssertions(CardProperties properties, PartnerKeys partners, Clock clock) {
        return new ProviderAssertions(properties.serverId(), partners.accountProviders(), clock);
    }

    @Bean
    SpentAssertions spentAssertions(IndexedDatabase database, Clock clock, ScheduledExecutorService timer) {
        return new MongoSpentAssertions(database, clock, timer);
    }

    @Bean
    PartnerKeys partnerKeys(CardProperties properties, HttpClient connections, Clock clock) {
        return PartnerKeys.of(properties, connections, clock);
    }

    @Bean
    PeerServers peerServers(
            CardProperties properties,
            PartnerKeys partners,
            SignedExchange exchange,
            Signatures signatures,
            Clock clock) {
        List<PeerLink> links = properties.peers().entrySet().stream()
                .map(peer -> new PeerLink(peer.getKey(), peer.getValue().baseUrl(), partners.ofPeer(peer.getKey())))
                .toList();
        return new HttpPeerServers(properties.serverId(), links, exchange, signatures, clock);
    }

    @Bean
    FinancialCompanies financialCompanies(CardProperties properties, SignedExchange exchange) {
        Map<String, FinancialCompany> companies = new HashMap<>();
        properties.issuers().forEach((id, issuer) -> {
            IssuerLink link = new IssuerLink(id, issuer.url(), issuer.tokenRequestorId());
            companies.put(
                    id,
                    switch (issuer.shape()) {
                        case MDES -> new MdesFinancialCompany(link, exchange);
                        case PLAIN -> new PlainFinancialCompany(link, exchange);
                    });
        });
        return new FinancialCompanies(companies);
    }

    @Bean
    CardClaims cardClaims(MongoDatabase database, Clock clock) {
        return new MongoCardClaims(database, clock);
    }

    @Bean
    SeenRequests seenRequests(IndexedDatabase database, Clock clock, ScheduledExecutorService timer) {
        return new MongoSeenRequests(database, clock, timer);
    }

    @Bean
    SignedRequests issuerRequests(CardProperties properties, PartnerKeys partners, Signatures signatures) {
        return new SignedRequests(properties.serverId(), signatures, partners.issuers());
    }

    @Bean
    SignedRequests peerRequests(CardProperties properties, PartnerKeys partners, Signatures signatures) {
        return new SignedRequests(properties.serverId(), signatures, partners.peers());
    }

    @Bean
    SignedRequests chargeRequests(CardProperties properties, PartnerKeys partners, Signatures signatures) {
        return new SignedRequests(properties.serverId(), signatures, partners.chargers());
    }

    @Bean
    CredentialSeals credentialSeals(PartnerKeys partners, Clock clock) {
        return new IssuerSeals(partners.issuers(), clock);
    }

    @Bean
    CardReferences cardReferences(IndexedDatabase database, Clock clock, ScheduledExecutorService timer) {
        return new MongoCardReferences(database, clock, timer);
    }

    /** Partners bring a signature of their own instead of a token of ours. */
    @Bean
    OpenPaths openPaths() {
        return new OpenPaths(List.of(
                "/peer/v1/cards/search",
                "/peer/v1/cards/*/credential",
                "/peer/v1/notifications",
                "/peer/.well-known/jwks.json",
                "/v1/issuers/*/notifications",
                "/internal/v1/payment-credentials"));
    }
}
