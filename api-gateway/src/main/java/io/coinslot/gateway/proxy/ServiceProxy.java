package io.coinslot.gateway.proxy;

import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.configuration.RouteSettings;
import io.coinslot.gateway.entrance.Admission;
import io.coinslot.gateway.entrance.Forwarding;
import io.coinslot.gateway.route.Destination;
import io.coinslot.servicekit.http.Waits;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a request on as it came: path, query and body byte for byte, since markets sign what they send.
 */
public final class ServiceProxy implements Forwarding, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProxy.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final UnansweredLog unanswered = new UnansweredLog(LOG::warn, System::nanoTime);
    private final ServiceClient client;
    private final GatewaySettings.Limits limits;
    private final Map<Destination, HttpHost> hosts = new EnumMap<>(Destination.class);
    private final Map<Destination, Places> places = new EnumMap<>(Destination.class);

    /** At each service, so that a slow one leaves room for others, and those that wait leave room for those that do not. */
    private record Places(Semaphore answering, Semaphore waiting) {}

    public ServiceProxy(ServiceClient client, RouteSettings routes, GatewaySettings gatewaySettings) {
        this.client = client;
        this.limits = gatewaySettings.limits();
        GatewaySettings.Upstream settings = gatewaySettings.upstream();
        for (Destination destination : Destination.values()) {
            if (destination != Destination.GATEWAY) {
                URI uri = routes.of(destination);
                hosts.put(destination, new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()));
                places.put(
                        destination,
                        new Places(
                                new Semaphore(settings.connectionsPerService()),
                                new Semaphore(settings.waitsPerService())));
            }
        }
    }

    @Override
    public void forward(HttpServletRequest incoming, HttpServletResponse response) throws IOException {
        Destination destination = Admission.of(incoming).route().destination();
        HttpEntity body = body(incoming);
        Semaphore place = takePlace(destination, Waits.isAskedForBy(incoming));
        try (ClassicHttpResponse answer = send(incoming, destination, body)) {
            new ServiceAnswer(answer, new ReadingTime(limits, System::nanoTime)).passOn(response);
        } catch (ReadingTime.TooSlow e) {
            LOG.warn(
                    "{} {}: {}",
                    incoming.getMethod(),
                    Admission.of(incoming).route().path(),
                    e.getMessage());
            throw e;
        } finally {
            place.release();
        }
    }

    private Semaphore takePlace(Destination destination, boolean waits) {
        Places ofService = Objects.requireNonNull(places.get(destination));
        Semaphore place = waits ? ofService.waiting() : ofService.answering();
        if (!place.tryAcquire()) {
            throw Problem.unavailable(
                            "Too many requests wait for the service; nothing was done, send the same request again",
                            RETRY_AFTER_SECONDS)
                    .asException();
        }
        return place;
    }

    /**
     * Sends a request with this body instead of its own, for the gateway to read the answer.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException if the service does not answer
     */
    public ReadAnswer ask(HttpServletRequest incoming, Destination destination, byte[] body) {
        Semaphore place = takePlace(destination, false);
        try (ClassicHttpResponse answer = send(incoming, destination, new ByteArrayEntity(body, null))) {
            return ReadAnswer.of(answer);
        } catch (IOException e) {
            throw ServiceFailure.of(e).asException();
        } finally {
            place.release();
        }
    }

    private ClassicHttpResponse send(HttpServletRequest incoming, Destination destination, @Nullable HttpEntity body) {
        Admission admission = Admission.of(incoming);
        HttpHost host = Objects.requireNonNull(hosts.get(destination));
        ClassicHttpRequest outgoing = new BasicClassicHttpRequest(incoming.getMethod(), host, target(incoming));
        RequestHeaders.copy(incoming, outgoing, admission);
        outgoing.setEntity(body);
        try {
            ClassicHttpResponse answer = client.send(host, outgoing, Waits.isAskedForBy(incoming));
            if (ServiceFailure.isOfAnEndingServer(answer)) {
                answer.close();
                throw ServiceFailure.ending().asException();
            }
            return answer;
        } catch (IOException e) {
            unanswered.tell(destination, incoming.getMethod(), admission.route().path(), e);
            throw ServiceFailure.of(e).asException();
        }
    }

    private static String target(HttpServletRequest incoming) {
        String query = incoming.getQueryString();
        return query == null ? incoming.getRequestURI() : incoming.getRequestURI() + "?" + query;
    }

    /** All of it is here already: the entrance has read it. */
    private static @Nullable HttpEntity body(HttpServletRequest incoming) throws IOException {
        long length = incoming.getContentLengthLong();
        return length <= 0 ? null : new InputStreamEntity(incoming.getInputStream(), length, null);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
