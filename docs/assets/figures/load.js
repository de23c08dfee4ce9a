// Fetch the script of one figure when it is needed. A bundle for reading from files replaces this module by one that holds them all
// (`explainer.publish.bundle.offline_loader`): browsers load no modules from file:// addresses.

export const loadView = (name) => import(`./${name}/view.js`);
