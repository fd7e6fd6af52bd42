// Wakes the components of the design system. Every page also works without this.
import { initAll } from './nhsuk-frontend.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('nhsuk-frontend-supported')
}
initAll()

// A form that is being sent says so and cannot be sent twice.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.dataset.sending) {
    event.preventDefault()
    return
  }
  form.dataset.sending = 'yes'
  const status = document.getElementById('sending')
  if (status && form.method === 'post') {
    status.textContent = 'Sending. Please wait.'
    status.hidden = false
  }
})

// A page that comes back from the browser's memory may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sending
  const status = document.getElementById('sending')
  if (status) status.hidden = true
})

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
