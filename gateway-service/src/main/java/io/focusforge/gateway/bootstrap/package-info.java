/** The first start of an installation: its first tenant, user and key, made once whichever replica comes first. */
package io.focusforge.gateway.bootstrap;
