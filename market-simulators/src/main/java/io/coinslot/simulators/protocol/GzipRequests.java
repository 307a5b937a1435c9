package io.coinslot.simulators.protocol;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Reads compressed requests, which Google's library sends, without compressing answers, which costs more than it saves. */
final class GzipRequests implements ContentEncoding {
    @Override
    public Set<String> ids() {
        return Set.of("gzip");
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return GzipRequests::unzip;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return "gzip-requests";
    }

    @Override
    public String type() {
        return "gzip-requests";
    }

    private static InputStream unzip(InputStream stream) {
        try {
            return new GZIPInputStream(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
