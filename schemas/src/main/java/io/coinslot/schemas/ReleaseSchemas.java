package io.coinslot.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** Writes a copy of every schema under the name of a release: what later versions must stay compatible with. */
public final class ReleaseSchemas {
    private ReleaseSchemas() {}

    /** @param arguments the folder of released copies, and the release's name such as 0.1.0 */
    public static void main(String[] arguments) throws IOException {
        Path released = Path.of(arguments[0]);
        for (Topic topic : Topics.published()) {
            Schema schema = topic.schema();
            if (schema != null) {
                Path folder = Files.createDirectories(released.resolve(topic.name()));
                Files.writeString(folder.resolve(arguments[1] + ".avsc"), schema.toString(true) + "\n");
            }
        }
    }
}
