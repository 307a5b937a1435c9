package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.RegistrationEvent.AccountVerified;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardsReceived;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardsSelected;
import io.coinslot.cardregistry.registration.RegistrationEvent.PeerGivenUp;
import io.coinslot.cardregistry.registration.RegistrationEvent.PeersRequested;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.ArrayList;
import java.util.List;

/** From the account to the cards that the peers hold for it. */
public final class PeerSteps {
    /** No peer has an assertion of this account made for it. */
    public static final String NO_PEER_TO_ASK = "NO_PEER_TO_ASK";
    /** The peers answered, and hold no card of this account. */
    public static final String NO_CARDS = "NO_CARDS";

    /** More cards than this of one account are not looked at. */
    private static final int MOST_CARDS = 50;

    private PeerSteps() {}

    /** The assertion is good; each of the peers is asked. */
    public static Decision<Registration, RegistrationEvent, Void> accountVerified(
            Registration registration, String accountReference, List<String> peerIds) {
        if (registration.state() != RegistrationState.RECEIVED) {
            return Step.nothing();
        }
        List<PeerSearch> searches = peerIds.stream().map(PeerSearch::begun).toList();
        Step step = new Step(registration.ofAccount(accountReference, searches))
                .move(RegistrationState.ACCOUNT_VERIFIED)
                .happened(new AccountVerified());
        if (peerIds.isEmpty()) {
            return step.endWhole(RegistrationState.FAILED, NO_PEER_TO_ASK).done();
        }
        step.move(RegistrationState.PEER_REQUESTED).happened(new PeersRequested(peerIds));
        peerIds.forEach(peerId -> step.start(RegistrationTasks.search(peerId)));
        return step.done();
    }

    /** The assertion does not show that the device acts for an account. */
    public static Decision<Registration, RegistrationEvent, Void> accountRefused(
            Registration registration, String errorCode) {
        return registration.state() == RegistrationState.RECEIVED
                ? new Step(registration)
                        .endWhole(RegistrationState.FAILED, errorCode)
                        .done()
                : Step.nothing();
    }

    /** A peer told which cards it holds. */
    public static Decision<Registration, RegistrationEvent, Void> answered(
            Registration registration, String peerId, List<CardSource> offers) {
        return settled(registration, new PeerSearch(peerId, true, null), offers);
    }

    /** A peer did not tell, and is not asked again. */
    public static Decision<Registration, RegistrationEvent, Void> givenUp(
            Registration registration, String peerId, String errorCode) {
        return settled(registration, new PeerSearch(peerId, true, errorCode), List.of());
    }

    private static Decision<Registration, RegistrationEvent, Void> settled(
            Registration registration, PeerSearch search, List<CardSource> offers) {
        if (registration.state() != RegistrationState.PEER_REQUESTED) {
            return Step.nothing();
        }
        List<PeerSearch> searches = registration.peers().stream()
                .map(peer -> peer.peerId().equals(search.peerId()) ? search : peer)
                .toList();
        Step step = new Step(registration.with(searches, withOffers(registration, offers)));
        if (search.errorCode() != null) {
            step.happened(new PeerGivenUp(search.peerId(), search.errorCode()));
        }
        return searches.stream().allMatch(PeerSearch::answered) ? allAnswered(step) : step.done();
    }

    /** The same card from two peers is one card, which goes by what either calls it. */
    private static List<CardEntry> withOffers(Registration registration, List<CardSource> offers) {
        List<CardEntry> cards = new ArrayList<>(registration.cards());
        for (CardSource offer : offers) {
            int known = indexOf(cards, offer);
            if (known >= 0) {
                CardEntry card = cards.remove(known);
                List<CardSource> more = new ArrayList<>(List.of(offer));
                CardSource whole = whole(cards, card.source().completedBy(offer), more);
                more.removeIf(other -> !other.issuerId().equals(whole.issuerId()) || other.isSamePlaceAs(whole));
                cards.add(Math.min(known, cards.size()), card.from(whole, more));
            } else if (cards.size() < MOST_CARDS) {
                cards.add(CardEntry.offered(
                        DerivedId.of("crd_", registration.registrationId(), offer.peerId(), offer.peerCardReference()),
                        offer));
            }
        }
        return cards;
    }

    /**
     * Two that seemed to be two cards may be one by what was told now: takes out of the others what this one is.
     *
     * @param more gets where else it is to be had
     */
    private static CardSource whole(List<CardEntry> others, CardSource source, List<CardSource> more) {
        CardSource whole = source;
        int same = indexOf(others, whole);
        while (same >= 0) {
            CardEntry other = others.remove(same);
            whole = whole.completedBy(other.source());
            more.add(other.source());
            more.addAll(other.otherSources());
            same = indexOf(others, whole);
        }
        return whole;
    }

    private static int indexOf(List<CardEntry> cards, CardSource offer) {
        for (int index = 0; index < cards.size(); index++) {
            if (cards.get(index).source().isSameCardAs(offer)) {
                return index;
            }
        }
        return -1;
    }

    private static Decision<Registration, RegistrationEvent, Void> allAnswered(Step step) {
        Registration registration = step.registration();
        List<CardEntry> cards = registration.cards();
        if (cards.isEmpty()) {
            return step.endWhole(RegistrationState.FAILED, whyThereAreNone(registration.peers()))
                    .done();
        }
        step.move(RegistrationState.CARDS_RECEIVED).happened(new CardsReceived(cards));
        if (registration.request().selectionMode() == SelectionMode.CHOOSE) {
            cards.forEach(card ->
                    step.change(card.cardReferenceId(), entry -> entry.in(RegistrationState.SELECTION_PENDING)));
        } else {
            step.happened(new CardsSelected(
                    cards.stream().map(CardEntry::cardReferenceId).toList()));
            cards.forEach(card -> IssuerSteps.begin(step, card.cardReferenceId()));
        }
        return step.done();
    }

    private static String whyThereAreNone(List<PeerSearch> peers) {
        return peers.stream()
                .map(PeerSearch::errorCode)
                .filter(code -> code != null)
                .findFirst()
                .orElse(NO_CARDS);
    }
}
