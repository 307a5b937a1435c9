package io.coinslot.cardregistry.registration.kafka;

import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.schemas.card.AccountVerified;
import io.coinslot.schemas.card.ActivationCodeNotSent;
import io.coinslot.schemas.card.ActivationCodeRequested;
import io.coinslot.schemas.card.ActivationCodeSent;
import io.coinslot.schemas.card.ActivationRefused;
import io.coinslot.schemas.card.CardApproved;
import io.coinslot.schemas.card.CardAuthenticated;
import io.coinslot.schemas.card.CardAuthenticationRequired;
import io.coinslot.schemas.card.CardCancelled;
import io.coinslot.schemas.card.CardCompleted;
import io.coinslot.schemas.card.CardDeclined;
import io.coinslot.schemas.card.CardExpired;
import io.coinslot.schemas.card.CardFailed;
import io.coinslot.schemas.card.CardLeftToOperator;
import io.coinslot.schemas.card.CardOutcomeUnknown;
import io.coinslot.schemas.card.CardSubmitted;
import io.coinslot.schemas.card.CardsReceived;
import io.coinslot.schemas.card.CardsSelected;
import io.coinslot.schemas.card.OfferedCard;
import io.coinslot.schemas.card.PeerGivenUp;
import io.coinslot.schemas.card.PeersRequested;
import io.coinslot.schemas.card.RegistrationCompleted;
import io.coinslot.schemas.card.RegistrationEnded;
import io.coinslot.schemas.card.RegistrationRequested;
import io.coinslot.schemas.card.TermsAccepted;
import java.util.List;

/** The Avro record of each event. */
final class EventRecord {
    private EventRecord() {}

    static Object of(Registration registration, RegistrationEvent event) {
        return switch (event) {
            case RegistrationEvent.RegistrationRequested() -> requested(registration);
            case RegistrationEvent.AccountVerified() -> new AccountVerified();
            case RegistrationEvent.PeersRequested(var peers) -> new PeersRequested(peers);
            case RegistrationEvent.PeerGivenUp(var peer, var code) -> new PeerGivenUp(peer, code);
            case RegistrationEvent.CardsReceived(var cards) -> new CardsReceived(offered(cards));
            case RegistrationEvent.CardsSelected(var ids) -> new CardsSelected(ids);
            case RegistrationEvent.TermsAccepted(var ids, var terms, var at) -> new TermsAccepted(ids, terms, at);
            case RegistrationEvent.CardSubmitted(var id, var task) -> new CardSubmitted(id, task);
            case RegistrationEvent.CardApproved(var id, var token) -> new CardApproved(id, token);
            case RegistrationEvent.CardAuthenticationRequired(var id, var token, var types) ->
                new CardAuthenticationRequired(id, token, types);
            case RegistrationEvent.ActivationCodeRequested(var id, var type) -> new ActivationCodeRequested(id, type);
            case RegistrationEvent.ActivationCodeSent(var id) -> new ActivationCodeSent(id);
            case RegistrationEvent.ActivationCodeNotSent(var id, var code) -> new ActivationCodeNotSent(id, code);
            case RegistrationEvent.ActivationRefused(var id, var result) -> new ActivationRefused(id, result);
            case RegistrationEvent.CardAuthenticated(var id) -> new CardAuthenticated(id);
            case RegistrationEvent.CardDeclined(var id, var reason) -> new CardDeclined(id, reason);
            case RegistrationEvent.CardOutcomeUnknown(var id, var task) -> new CardOutcomeUnknown(id, task);
            case RegistrationEvent.CardLeftToOperator(var id, var task, var why) ->
                new CardLeftToOperator(id, task, why);
            case RegistrationEvent.CardCompleted(var id, var token) -> new CardCompleted(id, token);
            case RegistrationEvent.CardExpired(var id) -> new CardExpired(id);
            case RegistrationEvent.CardCancelled(var id) -> new CardCancelled(id);
            case RegistrationEvent.CardFailed(var id, var code) -> new CardFailed(id, code);
            case RegistrationEvent.RegistrationCompleted(var done, var others) ->
                new RegistrationCompleted(done, others);
            case RegistrationEvent.RegistrationEnded(var state, var code) -> new RegistrationEnded(state.name(), code);
        };
    }

    private static RegistrationRequested requested(Registration registration) {
        return new RegistrationRequested(
                registration.applicant().deviceId(),
                registration.request().paymentAppInstanceId(),
                registration.request().walletId(),
                registration.request().deviceInfo().formFactor(),
                registration.request().selectionMode().name(),
                registration.expiresAt());
    }

    private static List<OfferedCard> offered(List<CardEntry> cards) {
        return cards.stream()
                .map(card -> OfferedCard.newBuilder()
                        .setCardReferenceId(card.cardReferenceId())
                        .setPeer(card.source().peerId())
                        .setAccountPanSuffix(card.source().accountPanSuffix())
                        .setBrand(card.source().productConfig().brand())
                        .setIssuerName(card.source().productConfig().issuerName())
                        .build())
                .toList();
    }
}
