package io.coinslot.gateway.registration;

import io.coinslot.gateway.client.AmountLimit;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.RateLimit;
import io.coinslot.gateway.configuration.IssuerSettings;
import io.coinslot.gateway.entrance.Admission;
import io.coinslot.gateway.entrance.EndedTokens;
import io.coinslot.gateway.limit.ClientLimits;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Sets the keys with which a service's client signs its assertions, and its limits. */
@RestController
class ClientController {
    private static final Logger LOG = LoggerFactory.getLogger(ClientController.class);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    private final Clients clients;
    private final ClientLimits clientLimits;
    private final EndedTokens ended;
    private final IssuerSettings issuer;

    ClientController(Clients clients, ClientLimits clientLimits, EndedTokens ended, IssuerSettings issuer) {
        this.clients = clients;
        this.clientLimits = clientLimits;
        this.ended = ended;
        this.issuer = issuer;
    }

    /** @param jwks a key set of RFC 7517; null or an empty one takes the keys away */
    record ClientKeys(@Nullable JsonNode jwks) {}

    record KeysAnswer(String serviceId, String clientId, List<String> keyIds) {}

    @PutMapping("/v1/services/{serviceId}/client-keys")
    KeysAnswer putKeys(@PathVariable String serviceId, @RequestBody ClientKeys body, HttpServletRequest request) {
        AccessToken token = Admission.of(request).requireToken();
        if (!token.owns(serviceId)) {
            throw unknown(serviceId);
        }
        PublicKeySet keys = PublicKeySet.parse(body.jwks(), "/jwks");
        ClientRecord client = change(serviceId, known -> {
            ended.refuseIn(known, token);
            return known.withKeySet(keys.json());
        });
        // Whoever holds a key gets tokens without a secret: it must be seen who has put it there.
        LOG.info("{} set the keys of {}: {}", token.clientId(), client.clientId(), onOneLine(keys.keyIds()));
        return new KeysAnswer(client.serviceId(), client.clientId(), keys.keyIds());
    }

    private static List<String> onOneLine(List<String> keyIds) {
        return keyIds.stream()
                .map(id -> UNPRINTABLE.matcher(id).replaceAll("?"))
                .toList();
    }

    record LimitsAnswer(
            String serviceId,
            String clientId,
            @Nullable Integer requestsPerSecond,
            @Nullable Integer burst,
            List<AmountLimit> amountLimits) {
        static LimitsAnswer of(ClientRecord client) {
            RateLimit rate = client.rateLimit();
            return new LimitsAnswer(
                    client.serviceId(),
                    client.clientId(),
                    rate == null ? null : rate.requestsPerSecond(),
                    rate == null ? null : rate.burst(),
                    client.amountLimits());
        }
    }

    /** Amount limits hold for tokens issued from now on. */
    @PutMapping("/v1/services/{serviceId}/client-limits")
    LimitsAnswer putLimits(@PathVariable String serviceId, @RequestBody LimitsBody body) {
        RateLimit rate = body.rateLimit();
        List<AmountLimit> amounts = body.checkedAmountLimits();
        refuseWhatNoTokenWouldCarry(amounts);
        ClientRecord client = change(serviceId, known -> known.withLimits(rate, amounts));
        clientLimits.changed(client.clientId());
        return LimitsAnswer.of(client);
    }

    /** The services read amount limits from tokens: those of another issuer would not show what is set here. */
    private void refuseWhatNoTokenWouldCarry(List<AmountLimit> amounts) {
        if (issuer.externalIssuer() != null && !amounts.isEmpty()) {
            throw Problem.atField(
                            GeneralProblem.CONFLICT,
                            "/amountLimits",
                            "set them at " + issuer.externalIssuer().issuer()
                                    + ", whose tokens carry them in the claim "
                                    + issuer.externalIssuer().amountLimitsClaim())
                    .asException();
        }
    }

    private ClientRecord change(String serviceId, UnaryOperator<ClientRecord> change) {
        return clients.change(ClientRecord.idOf(serviceId), change).orElseThrow(() -> unknown(serviceId));
    }

    private static RuntimeException unknown(String serviceId) {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no service " + serviceId)
                .asException();
    }
}
