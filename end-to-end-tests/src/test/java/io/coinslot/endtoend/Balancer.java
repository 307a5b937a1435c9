package io.coinslot.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to several processes in turn, past those that do not listen. */
final class Balancer implements AutoCloseable {
    private final List<Integer> ports;
    private final ServerSocket entrance = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Balancer(Integer... ports) throws IOException {
        this.ports = List.of(ports);
        Thread.ofVirtual().name("balancer").start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    private void accept() {
        try {
            for (int turn = 0; ; turn++) {
                Socket caller = entrance.accept();
                int first = turn;
                Thread.ofVirtual().start(() -> passOn(caller, first));
            }
        } catch (IOException e) {
            return; // It was closed.
        }
    }

    private void passOn(Socket caller, int first) {
        try (caller;
                Socket process = connected(first)) {
            open.add(process);
            Thread answers = Thread.ofVirtual().start(() -> copy(process, caller));
            copy(caller, process);
            answers.join();
            open.remove(process);
        } catch (IOException e) {
            return; // Nobody listens: the caller sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connected(int first) throws IOException {
        for (int tried = 0; tried < ports.size() - 1; tried++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), ports.get((first + tried) % ports.size()));
            } catch (IOException e) {
                continue; // The next one may listen.
            }
        }
        return new Socket(InetAddress.getLoopbackAddress(), ports.get((first + ports.size() - 1) % ports.size()));
    }

    /** Whoever ends, the other one sees that nothing more comes. */
    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            return; // One of the two is gone, and so is the connection.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
