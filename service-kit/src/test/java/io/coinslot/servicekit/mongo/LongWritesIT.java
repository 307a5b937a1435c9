package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.AggregateStore.Change;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.aggregate.Counter;
import io.coinslot.servicekit.aggregate.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store whose answers do not arrive any more, as while another primary is being elected. */
class LongWritesIT {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EmbeddedStore server = EmbeddedStore.inMemory();
    private ServerSocket line;
    private MongoClient client;
    private volatile boolean silent;

    @BeforeEach
    void connect() throws IOException {
        line = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
        client = MongoClients.create("mongodb://127.0.0.1:" + line.getLocalPort() + "/?retryWrites=false");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        line.close();
        server.close();
        threads.shutdownNow();
    }

    @Test
    void areGivenUpWhenTheirTimeIsOver() {
        MongoAggregateStore<Counter> store = new MongoAggregateStore<>(
                        client.getDatabase("kit_writes"), "counters", Counter.class)
                .givingUpWritesAfter(Duration.ofMillis(700));
        store.insert(List.of(counter("one", 1)));
        assertThat(store.update(List.of(new Change<>(1, counter("one", 2))))).isEqualTo(1);

        silent = true;
        assertThatThrownBy(() -> store.insert(List.of(counter("two", 1)))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.update(List.of(new Change<>(2, counter("one", 3)))))
                .isInstanceOf(StoreUnavailable.class);
    }

    private static Stored<Counter> counter(String id, long version) {
        return new Stored<>(id, version, id + version, Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of());
    }

    private void accept() {
        URI uri = URI.create(server.uri());
        try {
            while (true) {
                Socket near = line.accept();
                Socket far = new Socket(uri.getHost(), uri.getPort());
                threads.execute(() -> forward(near, far, false));
                threads.execute(() -> forward(far, near, true));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!(answers && silent)) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side has hung up.
        }
    }
}
