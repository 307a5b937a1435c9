package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of one connection, each once what it saw or did is durable. */
final class CommandHandler extends SimpleChannelInboundHandler<ClientRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
    private static final AtomicInteger MESSAGE_IDS = new AtomicInteger();

    private final StoreBackend backend;
    private final Journal journal;
    private final @Nullable FailPoint failPoint;

    /** @param failPoint null in a store that is not for tests */
    CommandHandler(StoreBackend backend, Journal journal, @Nullable FailPoint failPoint) {
        this.backend = backend;
        this.journal = journal;
        this.failPoint = failPoint;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        MessageHeader header = new MessageHeader(
                MESSAGE_IDS.incrementAndGet(), request.getHeader().getRequestID());
        switch (request) {
            case MongoMessage message ->
                answer(
                        context,
                        message,
                        message.getDocument(),
                        document -> new MongoMessage(message.getChannel(), header, document));
            // Drivers greet with this old form, and with this one only.
            case MongoQuery query ->
                answer(context, query, query.getQuery(), document -> new MongoReply(header, document));
            default -> throw new IllegalArgumentException("unknown request " + request);
        }
    }

    private void answer(
            ChannelHandlerContext context,
            ClientRequest request,
            Document command,
            Function<Document, Object> message) {
        Engine.Outcome<Document> outcome = run(request, command);
        journal.whenDurable(outcome.sequence(), failure -> {
            Document answer = failure == null ? outcome.value() : stopped(failure);
            context.writeAndFlush(message.apply(answer));
        });
    }

    private Engine.Outcome<Document> run(ClientRequest request, Document command) {
        String name = command.keySet().iterator().next();
        try {
            if (failPoint == null) {
                return backend.run(request.getChannel(), request.getDatabaseName(), name, command);
            }
            if (name.equals(FailPoint.COMMAND)) {
                return backend.failed(failPoint.configure(command));
            }
            FailPoint.Failure failure = failPoint.take(name);
            if (failure == null) {
                return backend.run(request.getChannel(), request.getDatabaseName(), name, command);
            }
            failure.beforeTheCommand();
            Engine.Outcome<Document> outcome =
                    backend.run(request.getChannel(), request.getDatabaseName(), name, command);
            failure.appendTo(outcome.value());
            return outcome;
        } catch (MongoServerException e) {
            return backend.failed(refusal(e));
        } catch (RuntimeException e) {
            LOG.error("{} on {} failed", name, request.getDatabaseName(), e);
            return backend.failed(refusal(new MongoServerError(8, "UnknownError", "the store failed: " + e)));
        }
    }

    private static Document refusal(MongoServerException e) {
        Document answer = new Document("ok", 0).append("errmsg", e.getMessageWithoutErrorCode());
        if (e instanceof MongoServerError error) {
            answer.append("code", error.getCode());
            answer.putIfNotNull("codeName", error.getCodeName());
        }
        return answer;
    }

    private static Document stopped(@Nullable IOException failure) {
        return new Document("ok", 0)
                .append("errmsg", "the embedded store stopped, since it could not write its log: " + failure)
                .append("code", 8)
                .append("codeName", "UnknownError");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        backend.handleClose(context.channel());
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("closing {}", context.channel(), cause);
        }
        context.close();
    }
}
