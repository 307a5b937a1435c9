package io.coinslot.marketgateway.market.transport;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.conn.ConnectTimeoutException;

/** Whether a request that failed on the way can have reached the market. */
public final class ConnectionFailures {
    private static final List<Class<? extends Exception>> BEFORE_SENDING = List.of(
            ConnectException.class,
            ConnectTimeoutException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            SSLHandshakeException.class);

    private ConnectionFailures() {}

    /** NOT_SENT if there was no connection to send it over; otherwise it may have arrived: UNKNOWN. */
    public static MarketFailure of(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isBeforeSending(cause)) {
                return new MarketFailure(Kind.NOT_SENT, "NOT_CONNECTED", text(failure), null, failure);
            }
        }
        return new MarketFailure(Kind.UNKNOWN, "NO_ANSWER", text(failure), null, failure);
    }

    private static boolean isBeforeSending(Throwable cause) {
        return BEFORE_SENDING.stream().anyMatch(kind -> kind.isInstance(cause));
    }

    private static String text(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
