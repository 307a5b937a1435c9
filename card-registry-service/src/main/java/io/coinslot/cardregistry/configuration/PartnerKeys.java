package io.coinslot.cardregistry.configuration;

import io.coinslot.cardregistry.account.http.PublishedKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys that each partner publishes, read once for all who need them. */
record PartnerKeys(
        Map<String, PublishedKeys> accountProviders,
        Map<String, PublishedKeys> peers,
        Map<String, PublishedKeys> issuers,
        Map<String, PublishedKeys> chargers) {

    static PartnerKeys of(CardProperties properties, HttpClient connections, Clock clock) {
        return new PartnerKeys(
                read(properties.accountProviders(), CardProperties.AccountProvider::keysUri, connections, clock),
                read(properties.peers(), CardProperties.Peer::keysUri, connections, clock),
                read(properties.issuers(), CardProperties.Issuer::keysUri, connections, clock),
                read(properties.chargers(), CardProperties.Charger::keysUri, connections, clock));
    }

    private static <T> Map<String, PublishedKeys> read(
            Map<String, T> partners, Function<T, URI> address, HttpClient connections, Clock clock) {
        return partners.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        partner -> new PublishedKeys(address.apply(partner.getValue()), connections, clock)));
    }

    PublishedKeys ofPeer(String peerId) {
        PublishedKeys keys = peers.get(peerId);
        if (keys == null) {
            throw new IllegalArgumentException(peerId + " is no registered peer");
        }
        return keys;
    }
}
