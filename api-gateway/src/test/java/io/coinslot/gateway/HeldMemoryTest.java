package io.coinslot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.tomcat.TomcatWebServer;

/** What is held for requests that are not answered yet has to fit into the heap of 320 MiB, however many there are. */
@Isolated("it measures what is on the heap")
class HeldMemoryTest {
    private static final int MANY = 300;
    private static final long MEBIBYTE = 1_048_576;
    /** Of the 320; the rest is for the gateway itself, which takes some 45, and for what it is doing. */
    private static final long FOR_REQUESTS = 230 * MEBIBYTE;

    private static final int IN_FLIGHT = 1_024 + 1_024;

    private static ServerSocket silentService;
    private static RunningGateway gateway;

    private static final Queue<Socket> AT_THE_SERVICE = new ConcurrentLinkedQueue<>();
    private final List<Socket> callers = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        silentService = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(HeldMemoryTest::acceptAll);
        gateway = RunningGateway.start("coinslot.routes.billing=http://127.0.0.1:" + silentService.getLocalPort());
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("other"));
    }

    private static void acceptAll() {
        try {
            while (true) {
                AT_THE_SERVICE.add(silentService.accept());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @AfterAll
    static void stop() throws IOException {
        silentService.close();
        gateway.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : callers) {
            socket.close();
        }
        for (Socket socket = AT_THE_SERVICE.poll(); socket != null; socket = AT_THE_SERVICE.poll()) {
            socket.close();
        }
    }

    @Test
    void twoThousandRequestsThatWaitFitIntoIt() throws IOException {
        List<String> tokens = List.of(gateway.token("svc-arcade", 1, ""), gateway.token("svc-other", 1, ""));
        long before = usedBytes();
        for (int i = 0; i < MANY; i++) {
            call("GET /v1/purchases/p1?minVersion=2&waitMillis=30000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + tokens.get(i % 2) + "\r\n\r\n");
        }
        Awaitility.await().until(() -> AT_THE_SERVICE.size() == MANY);

        assertThat((usedBytes() - before) / MANY * IN_FLIGHT).isLessThan(FOR_REQUESTS);
    }

    @Test
    void halfARequestOnEachConnectionThatMayBeOpenFitsIntoIt() throws IOException {
        long before = usedBytes();
        for (int i = 0; i < MANY; i++) {
            call("GET /v1/purchases HTTP/1.1\r\nHost: x\r\nX-Not-All: ");
        }
        AbstractProtocol<?> protocol = protocol();
        Awaitility.await().until(() -> protocol.getConnectionCount() >= MANY);

        assertThat((usedBytes() - before) / MANY * protocol.getMaxConnections()).isLessThan(FOR_REQUESTS);
    }

    private static AbstractProtocol<?> protocol() {
        TomcatWebServer server = (TomcatWebServer) gateway.webServer();
        Connector connector = server.getTomcat().getConnector();
        return (AbstractProtocol<?>) connector.getProtocolHandler();
    }

    private void call(String begun) throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        callers.add(caller);
        caller.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
