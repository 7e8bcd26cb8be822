/**
 * Real servers on one machine, from Maven artifacts: PostgreSQL, Redis, and a server that speaks MongoDB's protocol. They listen on
 * 127.0.0.1, keep their data in one directory, and come with a database and two roles for each service.
 */
package io.focusforge.local.server;
