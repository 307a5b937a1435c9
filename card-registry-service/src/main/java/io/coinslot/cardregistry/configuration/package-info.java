/** How the service is put together. */
@NullMarked
package io.coinslot.cardregistry.configuration;

import org.jspecify.annotations.NullMarked;
