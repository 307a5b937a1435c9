package io.coinslot.gateway.openapi;

import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the description; it is put together when it is asked for first. */
@RestController
class DescriptionController {
    private final Supplier<byte[]> description;

    DescriptionController(JsonMapper json) {
        this.description = SingletonSupplier.of(() -> json.writeValueAsBytes(ApiDescription.assemble()));
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> description() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description.get());
    }
}
