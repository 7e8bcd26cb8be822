// Run beside each member, which trusts who comes from its own machine until there is a user. Can run again: what is done is left as it is.
const members = JSON.parse(process.env.MEMBERS);
const admin = connect('mongodb://127.0.0.1:27017/admin?directConnection=true');

function initiate() {
  if (!admin.hello().setName) {
    admin.adminCommand({ replSetInitiate: { _id: 'rs0', members } });
  }
}

function authenticate() {
  try {
    admin.createUser({ user: 'focusforge', pwd: process.env.MONGODB_PASSWORD, roles: ['root'] });
  } catch (thereIsOne) {
    // only the first user can be made without being one
  }
  admin.auth('focusforge', process.env.MONGODB_PASSWORD);
}

function addMissing() {
  const config = admin.adminCommand({ replSetGetConfig: 1 }).config;
  const known = config.members.map((member) => member.host);
  const missing = members.find((member) => !known.includes(member.host));
  if (missing) {
    if (missing.arbiterOnly) {
      // none is added while what a write waits for would change by it
      admin.adminCommand({ setDefaultRWConcern: 1, defaultWriteConcern: { w: 'majority' } });
    }
    config.members.push(missing);
    config.version += 1;
    admin.adminCommand({ replSetReconfig: config });
    quit(1); // one at a time
  }
}

initiate();
const hello = admin.hello();
if (hello.isWritablePrimary) {
  authenticate();
  addMissing();
} else if (!hello.primary) {
  quit(1);
}
