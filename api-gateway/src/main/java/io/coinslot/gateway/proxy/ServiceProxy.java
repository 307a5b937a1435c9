package io.coinslot.gateway.proxy;

import io.coinslot.gateway.configuration.RouteSettings;
import io.coinslot.gateway.entrance.Admission;
import io.coinslot.gateway.route.Destination;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Passes a request on as it came: path, query and body byte for byte, since markets sign what they send. A short body
 * is read before the service is called, so that a slow caller occupies no connection to it.
 */
public final class ServiceProxy implements ProxyExchange {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProxy.class);
    private static final int SHORT_BODY_BYTES = 65_536;

    private final ServiceClient client;
    private final Map<Destination, HttpHost> hosts = new EnumMap<>(Destination.class);

    public ServiceProxy(ServiceClient client, RouteSettings routes) {
        this.client = client;
        for (Destination destination : Destination.values()) {
            if (destination != Destination.GATEWAY) {
                URI uri = routes.of(destination);
                hosts.put(destination, new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()));
            }
        }
    }

    @Override
    public ServerResponse exchange(Request request) {
        return exchange(request.getServerRequest().servletRequest());
    }

    ServerResponse exchange(HttpServletRequest incoming) {
        Admission admission = Admission.of(incoming);
        Destination destination = admission.route().destination();
        HttpHost host = Objects.requireNonNull(hosts.get(destination));
        ClassicHttpRequest outgoing = new BasicClassicHttpRequest(incoming.getMethod(), host, target(incoming));
        RequestHeaders.copy(incoming, outgoing, admission);
        outgoing.setEntity(body(incoming));
        try {
            return new ServiceAnswer(client.send(host, outgoing, asksToWait(incoming)));
        } catch (IOException e) {
            LOG.warn(
                    "{} does not answer {} {}: {}",
                    destination,
                    incoming.getMethod(),
                    admission.route().path(),
                    e.toString());
            throw ServiceFailure.of(e).asException();
        }
    }

    private static String target(HttpServletRequest incoming) {
        String query = incoming.getQueryString();
        return query == null ? incoming.getRequestURI() : incoming.getRequestURI() + "?" + query;
    }

    private static boolean asksToWait(HttpServletRequest incoming) {
        String query = incoming.getQueryString();
        return query != null && query.contains("waitMillis=");
    }

    private static @Nullable HttpEntity body(HttpServletRequest incoming) {
        long length = incoming.getContentLengthLong();
        boolean ofUnknownLength = length < 0 && incoming.getHeader("Transfer-Encoding") != null;
        if (length <= 0 && !ofUnknownLength) {
            return null;
        }
        try {
            return length > SHORT_BODY_BYTES || ofUnknownLength
                    ? new InputStreamEntity(incoming.getInputStream(), length, null)
                    : new ByteArrayEntity(incoming.getInputStream().readNBytes((int) length), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
