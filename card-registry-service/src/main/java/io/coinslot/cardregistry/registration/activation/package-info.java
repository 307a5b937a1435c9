/** Activation codes: handed to the financial company as they come, and never kept. */
@NullMarked
package io.coinslot.cardregistry.registration.activation;

import org.jspecify.annotations.NullMarked;
