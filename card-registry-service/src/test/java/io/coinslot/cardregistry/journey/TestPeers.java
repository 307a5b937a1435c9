package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.houserules.AdvancingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Peers in memory, holding what the test gives them. */
public final class TestPeers implements PeerServers {
    public static final String WALLET = "wallet";
    public static final String OTHER_WALLET = "other-wallet";

    private final AdvancingClock clock;
    public final Map<String, List<CardSource>> cards = new HashMap<>();
    public final Map<String, PeerFailure> searchFailures = new HashMap<>();
    public final Map<String, PeerFailure> credentialFailures = new HashMap<>();
    public final Map<String, PeerFailure> takeBackFailures = new HashMap<>();
    public final List<Search> searches = new ArrayList<>();
    public final List<String> tasks = new ArrayList<>();
    public final List<String> takenBack = new ArrayList<>();
    /** How often a credential was asked for and not given. */
    public int callsInVain;

    public Duration validity = Duration.ofMinutes(15);

    public TestPeers(AdvancingClock clock) {
        this.clock = clock;
    }

    public TestPeers with(String peerId, String reference, String suffix, String termsUrl) {
        cards.computeIfAbsent(peerId, peer -> new ArrayList<>())
                .add(new CardSource(
                        peerId,
                        reference,
                        "bank",
                        "PAR-" + suffix,
                        "FWSB-" + suffix,
                        suffix,
                        new ProductConfig("Bank", "Bank Visa", "visa", termsUrl, null)));
        return this;
    }

    /** A card of which a peer tells no more than it is given here. */
    public TestPeers with(String peerId, String reference, String issuerId, String account, String number) {
        cards.computeIfAbsent(peerId, peer -> new ArrayList<>())
                .add(new CardSource(
                        peerId,
                        reference,
                        issuerId,
                        account,
                        number,
                        "1111",
                        new ProductConfig("Bank", "Bank Visa", "visa", null, null)));
        return this;
    }

    @Override
    public Set<String> ids() {
        return Set.of(WALLET, OTHER_WALLET);
    }

    @Override
    public List<CardSource> search(String peerId, Search search) throws PeerFailure {
        searches.add(search);
        if (searchFailures.containsKey(peerId)) {
            throw searchFailures.get(peerId);
        }
        return cards.getOrDefault(peerId, List.of());
    }

    @Override
    public SealedCredential credential(String peerId, String peerCardReference, String audience, String taskId)
            throws PeerFailure {
        if (credentialFailures.containsKey(peerCardReference)) {
            callsInVain++;
            throw credentialFailures.get(peerCardReference);
        }
        tasks.add(taskId);
        Instant until = clock.instant().plus(validity);
        return new SealedCredential("{\"encryptedData\":\"aa\",\"for\":\"" + audience + "/" + taskId + "\"}", until);
    }

    @Override
    public void takeBack(String peerId, TakenBackKind kind, List<String> cardReferenceIds) throws PeerFailure {
        if (takeBackFailures.containsKey(peerId)) {
            throw takeBackFailures.get(peerId);
        }
        takenBack.add(peerId + " " + kind + " " + cardReferenceIds);
    }
}
