package io.coinslot.marketgateway.notification.rest;

import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.notification.UnsignedGate;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes notifications in. They carry the market's own proof instead of a token. The answer is 200 as soon as the message
 * is durable, and 5xx if it cannot be made durable, so that the market sends it again.
 */
@RestController
public final class NotificationController {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationController.class);

    /** The shorter of the times that what nobody signs is counted for. */
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Markets markets;
    private final MarketLinks links;
    private final NotificationInbox inbox;
    private final UnsignedGate gate;
    private final int largestBodyBytes;

    public NotificationController(
            Markets markets, MarketLinks links, NotificationInbox inbox, UnsignedGate gate, int largestBodyBytes) {
        this.markets = markets;
        this.links = links;
        this.inbox = inbox;
        this.gate = gate;
        this.largestBodyBytes = largestBodyBytes;
    }

    @PostMapping("/v1/markets/{market}/notifications")
    ResponseEntity<Void> receive(@PathVariable String market, HttpServletRequest request) throws IOException {
        ReceivesNotifications receiving = receiving(market);
        return store(receiving, links.to(receiving.market()), request);
    }

    @PostMapping("/v1/markets/{market}/notifications/{serviceId}")
    ResponseEntity<Void> receive(
            @PathVariable String market, @PathVariable String serviceId, HttpServletRequest request)
            throws IOException {
        ReceivesNotifications receiving = receiving(market);
        MarketLink link = links.find(serviceId, receiving.market());
        if (link == null) {
            throw notFound();
        }
        return store(receiving, List.of(link), request);
    }

    private ReceivesNotifications receiving(String market) {
        ReceivesNotifications receiving =
                MarketId.matches(market) ? markets.find(ReceivesNotifications.class, new MarketId(market)) : null;
        if (receiving == null) {
            throw notFound();
        }
        return receiving;
    }

    private ResponseEntity<Void> store(
            ReceivesNotifications receiving, List<MarketLink> candidates, HttpServletRequest request)
            throws IOException {
        byte[] body = body(request);
        Proven proven;
        try {
            proven = receiving.prove(candidates, message(request, body));
        } catch (Forged forged) {
            LOG.warn("A notification that claims to be of {} is refused: {}", receiving.market(), forged.getMessage());
            throw Problem.unauthenticated("It is not proven that the market sent this", receiving.proof())
                    .asException();
        } catch (MarketFailure failure) {
            LOG.warn("A notification of {} cannot be proven now: {}", receiving.market(), failure.toString());
            throw Problem.unavailable("The proof cannot be checked now; send it again", 5)
                    .asException();
        }
        MarketLink link = proven.link();
        Hint hint = receiving.read(link, body);
        if (proven.signed() || isWorthStoring(link, hint, body.length)) {
            inbox.storeAndWait(link.serviceId(), receiving.market(), proven.messageId(), body, hint);
        }
        return ResponseEntity.ok().build();
    }

    private boolean isWorthStoring(MarketLink link, Hint hint, int bytes) {
        return switch (gate.admit(link, hint, bytes)) {
            case TAKEN -> true;
            case FORGOTTEN -> false;
            case TOO_LARGE ->
                throw Problem.of(GeneralProblem.PAYLOAD_TOO_LARGE, "Too large for what nobody has signed")
                        .asException();
            case TOO_MANY ->
                throw new Problem(
                                GeneralProblem.TOO_MANY_REQUESTS, "Send it again later", List.of(), RETRY_AFTER_SECONDS)
                        .asException();
        };
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(largestBodyBytes + 1);
        if (body.length > largestBodyBytes) {
            throw Problem.of(GeneralProblem.PAYLOAD_TOO_LARGE, "At most " + largestBodyBytes + " bytes")
                    .asException();
        }
        return body;
    }

    private static Message message(HttpServletRequest request, byte[] body) {
        return new Message() {
            @Override
            public @Nullable String header(String name) {
                return request.getHeader(name);
            }

            @Override
            public byte[] body() {
                return body;
            }
        };
    }

    private static RuntimeException notFound() {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is nothing at this path")
                .asException();
    }
}
