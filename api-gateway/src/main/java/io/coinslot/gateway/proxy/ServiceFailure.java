package io.coinslot.gateway.proxy;

import io.coinslot.gateway.entrance.GatewayProblem;
import io.coinslot.servicekit.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;

/** What a caller is told when a service does not answer; nothing of the inside is named. */
final class ServiceFailure {
    private static final int RETRY_AFTER_SECONDS = 1;

    private ServiceFailure() {}

    /** A server that is to end refuses what still comes over kept connections, before anybody looks at it: without a body. */
    static boolean isOfAnEndingServer(ClassicHttpResponse answer) {
        HttpEntity body = answer.getEntity();
        return answer.getCode() == HttpStatus.SC_SERVICE_UNAVAILABLE && (body == null || body.getContentLength() == 0);
    }

    static Problem ending() {
        return Problem.unavailable(
                "The service is being restarted; nothing was done, send the same request again", RETRY_AFTER_SECONDS);
    }

    static Problem of(IOException failure) {
        boolean neverSent =
                failure instanceof ConnectTimeoutException || failure instanceof ConnectionRequestTimeoutException;
        if (failure instanceof InterruptedIOException && !neverSent) {
            return Problem.of(
                    GatewayProblem.UPSTREAM_TIMEOUT,
                    "Whether the request took effect is not known; repeat it with the same Idempotency-Key");
        }
        return Problem.unavailable("The service cannot be reached at the moment", RETRY_AFTER_SECONDS);
    }
}
