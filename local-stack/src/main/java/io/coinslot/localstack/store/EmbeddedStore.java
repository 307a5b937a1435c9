package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store on a loopback port that any MongoDB driver up to 5.9 can use. It is for evaluation and tests: it keeps
 * all indexes in memory, deletes nothing by TTL, has no transactions, no partial unique indexes and partial ones over texts alone, and
 * ignores the write concern.
 */
public final class EmbeddedStore implements AutoCloseable {
    private final StoreFiles files;
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    private EmbeddedStore(int port, StoreFiles files, @Nullable FailPoint failPoint) {
        this.files = files;
        StoreBackend backend = new StoreBackend(files.engine());
        this.listener = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connections.add(connection);
                        connection
                                .pipeline()
                                .addLast(new MongoWireReplyEncoder())
                                .addLast(new MongoWireMessageEncoder())
                                .addLast(new MongoWireProtocolHandler())
                                .addLast(new CommandHandler(
                                        backend, files.engine().journal(), failPoint));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    /** Starts a store that forgets everything, on a free port. */
    public static EmbeddedStore inMemory() {
        return inMemory(0);
    }

    /**
     * Starts a store that forgets everything. It is for tests, and can be told by {@code configureFailPoint} to say of
     * writes that nobody else has them.
     */
    public static EmbeddedStore inMemory(int port) {
        return new EmbeddedStore(port, StoreFiles.none(), new FailPoint());
    }

    /** Starts a store that keeps what it acknowledged in the directory; port 0 takes a free one. */
    public static EmbeddedStore start(int port, Path directory) throws IOException {
        return start(port, directory, StoreLimits.ofTests(), failure -> {});
    }

    static EmbeddedStore start(int port, Path directory, StoreLimits limits, Consumer<IOException> onFailure)
            throws IOException {
        return new EmbeddedStore(port, StoreFiles.open(directory, limits, onFailure), null);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The connection string for a driver. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        listener.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        files.close();
    }
}
