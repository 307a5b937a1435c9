/** Look-ups of registrations. */
@NullMarked
package io.coinslot.cardregistry.registration.mongo;

import org.jspecify.annotations.NullMarked;
