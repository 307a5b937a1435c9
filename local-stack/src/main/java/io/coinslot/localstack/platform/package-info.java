/** What every service stands on: broker, schema registry and store, and what is deployed to them beforehand. */
@NullMarked
package io.coinslot.localstack.platform;

import org.jspecify.annotations.NullMarked;
