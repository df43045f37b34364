// Forms that bring a passkey: asks the server what to ask the browser for, and sends on what the browser gives.
(() => {
  const told = (form, text) => { const place = form.querySelector('[data-passkey-told]'); if (place) place.textContent = text; };

  const set = (form, name, value) => {
    let field = form.elements.namedItem(name);
    if (!field) {
      field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      form.append(field);
    }
    field.value = value;
  };

  const ask = async (form, kind, options) => kind === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

  const bring = async form => {
    const answer = await fetch(form.dataset.begin, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail ?? 'That is not possible just now.');
    const { ticket, options } = await answer.json();
    const credential = await ask(form, form.dataset.passkey, options);
    set(form, 'ticket', ticket);
    set(form, 'credential', JSON.stringify(credential));
    form.submit();
  };

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return told(form, 'This browser has no passkeys.');
    told(form, '');
    try {
      await bring(form);
    } catch (failure) {
      told(form, failure.name === 'NotAllowedError' ? 'No passkey was given.' : failure.message);
    }
  });
})();
